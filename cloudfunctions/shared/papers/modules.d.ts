// The workbook of exceljs without its streaming half; typed by the package as a whole.
declare module 'exceljs/lib/doc/workbook' {
  import type { Workbook } from 'exceljs';

  const Made: new () => Workbook;
  export default Made;
}
declare module '*.docx' {
  const bytes: Uint8Array;
  export default bytes;
}
declare module '*.xlsx' {
  const bytes: Uint8Array;
  export default bytes;
}
