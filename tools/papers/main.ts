// Makes the example layouts that ship: Word and Excel files with blanks in braces. Run it after changing one: npm run layouts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { at } from '../build/paths';
import { line, list, title, wordLayout } from './word-layout';

const FOLDER = at('cloudfunctions', 'shared', 'papers', 'layouts');
const NOTICE = '（示例格式，以本县文件为准）';

/** The columns of the province's example and nothing more; a stabilisation list also names the employer. */
function publicity(more: readonly (readonly [string, string])[]): Promise<Uint8Array> {
  return wordLayout([
    title('{年度}年度{补贴名称}拟发放名单公示'),
    line(
      '根据有关文件规定，经本人申领、{公示级别}审核，现将{村}{年度}年度{补贴名称}拟发放名单公示如下。公示时间：{公示开始}至{公示结束}（{公示天数} 个工作日）。公示期内有不同意见的，可打电话或当面反映，也可扫码反映，不要求留姓名。',
    ),
    list('名单', [
      ['序号', '{序号}'],
      ['姓名', '{姓名}'],
      ['性别', '{性别}'],
      ['年龄', '{年龄}'],
      ['务工时间', '{务工时间}'],
      ['务工地点', '{务工地点}'],
      ...more,
      ['金额（元）', '{金额}'],
    ]),
    line('合计：{人数} 人，{合计} 元。'),
    line('反映电话：{反映电话}    查看编号：{查看编号}'),
    line('防伪校验：{校验}', { indent: false }),
    line('{公示单位}（盖章）', { right: true }),
    line('{公示开始}', { right: true }),
    line(NOTICE),
  ]);
}

const WORDS: Record<string, () => Promise<Uint8Array>> = {
  minutes: () =>
    wordLayout([
      title('{村}村民（代表）会议记录'),
      line('时间：{会议日期}'),
      line('地点：{会议地点}'),
      line('参加人员：{参会人员}'),
      line('议题：评议{年度}年度{补贴名称}拟发放人员'),
      line('会议对照本村务工台账，逐人核对务工时间、地点和收入。{会议决定}同意下列 {人数} 人上报，合计 {合计} 元（大写：{合计大写}）：'),
      list('名单', [
        ['序号', '{序号}'],
        ['姓名', '{姓名}'],
        ['务工地点', '{务工地点}'],
        ['务工时间', '{务工时间}'],
        ['金额（元）', '{金额}'],
      ]),
      line(''),
      line('参会人员签字：', { indent: false }),
      line(''),
      line('{村}村民委员会（盖章）', { right: true }),
      line('{今天}', { right: true }),
      line(NOTICE),
    ]),
  publicity: () => publicity([]),
  'publicity-employer': () => publicity([['务工单位', '{用工单位}']]),
  'no-objection': () =>
    wordLayout([
      title('公示无异议说明'),
      line('{乡镇}：'),
      line(
        '{村}{年度}年度{补贴名称}拟发放名单（{人数} 人，{合计} 元）于 {公示开始} 至 {公示结束} 在{公示地点}公示 {公示天数} 个工作日。公示期间收到意见 {意见件数} 件，已全部答复；公示期满，对名单无异议。',
      ),
      line('特此说明。'),
      line(''),
      line('村党支部书记（签字）：', { indent: false }),
      line('村委会主任（签字）：', { indent: false }),
      line('{村}村民委员会（盖章）', { right: true }),
      line('{今天}', { right: true }),
      line(NOTICE),
    ]),
  'work-statement': () =>
    wordLayout([
      line('{#名单}', { indent: false }),
      title('务工就业情况说明'),
      line('兹证明{村}村民 {姓名}，{性别}，{年龄} 岁，{年度}年在外务工情况如下：'),
      list('务工', [
        ['开始', '{开始}'],
        ['结束', '{结束}'],
        ['地点', '{地点}'],
        ['用工单位', '{用工单位}'],
        ['月收入（元）', '{月收入}'],
      ]),
      line('以上情况经村里核实属实。'),
      line('村党支部书记（签字）：', { indent: false }),
      line('村委会主任（签字）：', { indent: false }),
      line('{村}村民委员会（盖章）', { right: true }),
      line('{今天}', { right: true }),
      line(NOTICE),
      line('', { breakBefore: true }),
      line('{/名单}', { indent: false }),
    ]),
  promise: () =>
    wordLayout([
      line('{#名单}', { indent: false }),
      title('个人承诺书'),
      line('本人 {姓名}，{村}村民，申领{年度}年度{补贴名称} {金额} 元，承诺如下：'),
      line('{#承诺}{条}{/承诺}'),
      line('收款账户尾号：{账号尾号}（{开户行}）'),
      line('承诺人（签字、按手印）：', { indent: false }),
      line('同意方式：{同意方式}', { indent: false }),
      line('{今天}', { right: true }),
      line(NOTICE),
      line('', { breakBefore: true }),
      line('{/名单}', { indent: false }),
    ]),
  proxy: () =>
    wordLayout([
      line('{#名单}', { indent: false }),
      title('委托书'),
      line('委托人：{姓名}（{村}村民）'),
      line('受托人：{受托人}'),
      line('本人因在外务工，不便亲自办理，委托受托人代为申领{年度}年度{补贴名称}，补贴仍发到本人账户（尾号 {账号尾号}）。'),
      line('委托方式：{同意方式}（{同意日期}）'),
      line('委托人（签字、按手印）：', { indent: false }),
      line('受托人（签字）：', { indent: false }),
      line('{今天}', { right: true }),
      line(NOTICE),
      line('', { breakBefore: true }),
      line('{/名单}', { indent: false }),
    ]),
  'fund-letter': () =>
    wordLayout([
      title('关于申请拨付{年度}年度{补贴名称}资金的函'),
      line('{县}农业农村局：'),
      line(
        '按照有关规定，我{乡镇}完成{年度}年度{补贴名称}的村级评议、公示和乡级审核，公示期满无异议。现申请拨付资金 {合计} 元（大写：{合计大写}），涉及 {村数} 个村 {人数} 人。资金来源：{资金来源}。',
      ),
      list('各村', [
        ['村', '{村名}'],
        ['人数', '{村人数}'],
        ['金额（元）', '{村金额}'],
      ]),
      line('请予审核拨付。'),
      line('附件：花名表、公示无异议说明、汇总表'),
      line('{乡镇}人民政府（盖章）', { right: true }),
      line('{今天}', { right: true }),
      line(NOTICE),
    ]),
};

type Head = readonly (readonly [string, string, number])[];
const SHEETS: Record<string, { title: string; over: string; head: Head }> = {
  roster: {
    title: '{乡镇}{村}{年度}年度{补贴名称}花名表',
    over: '名单',
    head: [
      ['序号', '序号', 6],
      ['姓名', '姓名', 10],
      ['性别', '性别', 6],
      ['身份证号', '身份证号', 22],
      ['户编号', '户编号', 16],
      ['务工地点', '务工地点', 24],
      ['用工单位', '用工单位', 20],
      ['务工时间', '务工时间', 22],
      ['月收入（元）', '月收入', 12],
      ['金额（元）', '金额', 12],
      ['开户行', '开户行', 16],
      ['账号', '账号', 24],
      ['联系电话', '联系电话', 14],
      ['本人签字', '签字', 12],
    ],
  },
  summary: {
    title: '{乡镇}{年度}年度{补贴名称}汇总表',
    over: '各村',
    head: [
      ['序号', '序号', 6],
      ['村', '村名', 16],
      ['人数', '村人数', 10],
      ['金额（元）', '村金额', 16],
      ['公示起止', '村公示', 26],
      ['备注', '备注', 20],
    ],
  },
};

async function sheetLayout({ title: words, over, head }: (typeof SHEETS)[string]): Promise<Uint8Array> {
  const book = new Workbook();
  const sheet = book.addWorksheet('表', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = head.map(([, , width]) => ({ width }));
  sheet.addRow([words]).font = { bold: true, size: 16 };
  sheet.mergeCells(1, 1, 1, head.length);
  sheet.getCell(1, 1).alignment = { horizontal: 'center' };
  const rows = [sheet.addRow(head.map(([name]) => name)), sheet.addRow(head.map(([, blank]) => `{${over}.${blank}}`))];
  for (const row of rows) {
    row.eachCell({ includeEmpty: true }, (cell) => {
      const thin = { style: 'thin' } as const;
      cell.border = { top: thin, bottom: thin, left: thin, right: thin };
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
      cell.numFmt = '@';
    });
  }
  (rows[0] as (typeof rows)[number]).font = { bold: true };
  sheet.addRow(['合计：{人数} 人，{合计} 元（大写：{合计大写}）    填表日期：{今天}    填表人：            负责人：']);
  sheet.addRow([NOTICE]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, make] of Object.entries(WORDS)) writeFileSync(join(FOLDER, `${name}.docx`), await make());
  for (const [name, layout] of Object.entries(SHEETS)) writeFileSync(join(FOLDER, `${name}.xlsx`), await sheetLayout(layout));
  console.log(`${Object.keys(WORDS).length + Object.keys(SHEETS).length} layouts written`);
}

void main();
