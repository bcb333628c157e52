// Where things lie in the house: sources, outputs, and the folder for what need not be kept.
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');
export const at = (...parts: string[]): string => join(root, ...parts);

export const source = { miniprogram: at('miniprogram'), functions: at('cloudfunctions'), shared: at('cloudfunctions/shared') };
export const output = { miniprogram: at('dist/miniprogram'), functions: at('dist/cloudfunctions') };
export const local = at('.local');
export const tdesign = at('node_modules/tdesign-miniprogram/miniprogram_dist');
/** What TDesign is called in a page's JSON and imports, and where it lies in the package. */
export const TDESIGN = 'tdesign-miniprogram';
export const TDESIGN_OUT = `miniprogram_npm/${TDESIGN}`;
