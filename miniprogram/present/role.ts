// Roles by the names people have for them.
const ROLE_WORDS: Record<string, string> = {
  cadre: '村干部',
  village_head: '村书记（主任）',
  station_clerk: '乡村振兴站',
  labour_clerk: '劳动就业站',
  payer: '发放岗',
  lead: '专班',
  auditor: '监督员',
  admin: '管理员',
};

export function roleWords(role: string): string {
  return ROLE_WORDS[role] ?? '工作人员';
}
