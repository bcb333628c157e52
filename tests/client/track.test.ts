// The way of a claim: every step has a drawing and words, and the state can be told without colour.
import { mount } from './support/mount';

const PATH = 'components/track/track';
const STEPS = [
  { key: '0', icon: 'check', label: '村里看过了', state: 'done', stateWords: '办完了', detail: '石桥村 · 3月2日' },
  { key: '1', icon: 'town', label: '乡里在看', state: 'here', stateWords: '现在在这儿', detail: '3月3日起，等了 5 天' },
  { key: 'arrive', icon: 'card', label: '到账', state: 'ahead', stateWords: '还没到', detail: '' },
];

it('shows drawings in a row with their names', () => {
  const row = mount(PATH, { steps: STEPS });
  expect(row.words()).toBe('村里看过了乡里在看到账');
  expect(row.all('[class*=dot]')).toHaveLength(3);
});

it('tells at length who has it and since when', () => {
  const way = mount(PATH, { steps: STEPS, long: true });
  for (const step of STEPS) expect(way.words()).toContain(`${step.label}${step.stateWords}${step.detail}`);
});

it('gives each state its own class, so that shape tells it too', () => {
  const way = mount(PATH, { steps: STEPS });
  expect(['done', 'here', 'ahead', 'stopped'].map((state) => way.all(`[class*=step][class*=${state}]`).length)).toEqual([1, 1, 1, 0]);
});
