// All rows of the TDesign table.
import type { Row } from '../row';
import { form } from './form';
import { layers } from './layers';

export const rows: Row[] = [...form, ...layers];
