// All rows of the TDesign table.
import type { Row } from '../row';
import { chat } from './chat';
import { form } from './form';
import { layers } from './layers';
import { looks } from './looks';
import { moving } from './moving';

export const rows: Row[] = [...form, ...layers, ...moving, ...looks, ...chat];
