// What the page of 对账 asks of its sheets.

export interface Decision {
  part: string;
  field: string;
  how: 'ours' | 'theirs' | 'wait';
}

export interface Settle {
  decide(retype: string, version: number, decision: Decision): void;
  askBack(): void;
  /** A sheet is open: keys are its own. */
  engaged(): boolean;
}
