// Cities people name without their province. Only names that mean one place in China; from the list of cities at prefecture level.

const OF: readonly (readonly [string, string])[] = [
  ['山西省', '太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁'],
  ['广东省', '广州 深圳 东莞 佛山 中山 珠海 惠州 江门 肇庆 汕头'],
  ['江苏省', '南京 苏州 无锡 常州 南通 徐州 扬州 盐城 镇江 泰州 连云港 宿迁 淮安'],
  ['浙江省', '杭州 宁波 温州 嘉兴 绍兴 金华 台州 湖州'],
  ['福建省', '福州 厦门 泉州 漳州 莆田 龙岩'],
  ['山东省', '济南 青岛 烟台 潍坊 威海 临沂 日照 淄博'],
  ['河北省', '石家庄 唐山 保定 廊坊 沧州 邯郸 邢台 秦皇岛 张家口 承德 衡水'],
  ['河南省', '郑州 洛阳 安阳 新乡 开封 焦作'],
  ['陕西省', '西安 榆林 延安 咸阳 宝鸡 渭南'],
  ['内蒙古自治区', '呼和浩特 包头 鄂尔多斯 乌兰察布'],
  ['湖北省', '武汉 宜昌 襄阳'],
  ['湖南省', '长沙 株洲 岳阳'],
  ['安徽省', '合肥 芜湖 滁州 马鞍山'],
  ['江西省', '南昌 赣州 九江'],
  ['四川省', '成都 绵阳 宜宾'],
  ['辽宁省', '沈阳 大连 鞍山'],
  ['宁夏回族自治区', '银川'],
  ['甘肃省', '兰州'],
  ['新疆维吾尔自治区', '乌鲁木齐'],
  ['贵州省', '贵阳'],
  ['云南省', '昆明'],
  ['海南省', '三亚'],
  ['北京市', '北京'],
  ['天津市', '天津'],
  ['上海市', '上海'],
  ['重庆市', '重庆'],
];

/** Short name → its province and full name. */
export const CITIES: ReadonlyMap<string, { province: string; city: string }> = new Map(
  OF.flatMap(([province, names]) => names.split(' ').map((name) => [name, { province, city: `${name}市` }] as const)),
);

/** Cities that are counties, of those people go to for work; each under the city it belongs to. */
const UNDER: readonly (readonly [string, string])[] = [
  ['苏州', '昆山 太仓 常熟 张家港'],
  ['无锡', '江阴 宜兴'],
  ['镇江', '丹阳'],
  ['泰州', '靖江 泰兴'],
  ['金华', '义乌 东阳 永康'],
  ['宁波', '慈溪 余姚'],
  ['嘉兴', '海宁 桐乡 平湖'],
  ['绍兴', '诸暨 嵊州'],
  ['温州', '瑞安 乐清'],
  ['台州', '温岭 临海'],
  ['泉州', '晋江 石狮 南安'],
  ['威海', '荣成'],
  ['潍坊', '寿光 诸城'],
  ['榆林', '神木'],
  ['吕梁', '孝义 汾阳'],
  ['晋中', '介休'],
  ['晋城', '高平'],
  ['运城', '永济 河津'],
  ['临汾', '侯马 霍州'],
  ['忻州', '原平'],
  ['太原', '古交'],
];

/** Short name of such a county → its province, city and full name. */
export const COUNTY_CITIES: ReadonlyMap<string, { province: string; city: string; county: string }> = new Map(
  UNDER.flatMap(([over, names]) => {
    const city = CITIES.get(over);
    return city ? names.split(' ').map((name) => [name, { ...city, county: `${name}市` }] as const) : [];
  }),
);

/** Provinces as they are named in short and in full. */
export const PROVINCES: readonly (readonly [string, string])[] = [
  ...'河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海'
    .split(' ')
    .map((name) => [name, `${name}省`] as const),
  ['内蒙古', '内蒙古自治区'],
  ['广西', '广西壮族自治区'],
  ['西藏', '西藏自治区'],
  ['宁夏', '宁夏回族自治区'],
  ['新疆', '新疆维吾尔自治区'],
];
