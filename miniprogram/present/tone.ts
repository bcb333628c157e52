// The four tones a state is shown in; each always beside an icon and words.
export type Tone = 'good' | 'wait' | 'stop' | 'calm';
