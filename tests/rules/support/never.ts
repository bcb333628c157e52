// Words of documents that residents never read.
export const NEVER =
  /脱贫|监测|返贫|兜底|弱劳|半劳|劳动力|凭证|佐证|申领|申报|提交|上传|审核|初审|复核|公示|驳回|退回|异议|委托|待拨付|用工单位|务工|户类型|核实|未知/;
