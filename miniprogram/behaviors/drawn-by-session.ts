// A part that shows who is here: drawn when it comes and again whenever the session changes. The part has a method `draw()`.
import { onSessionChange } from '../services/session';

interface Part {
  draw(): void;
}

const stops = new WeakMap<object, () => void>();

export const drawnBySession = Behavior({
  lifetimes: {
    attached() {
      const part = this as unknown as Part;
      part.draw();
      stops.set(
        this,
        onSessionChange(() => part.draw()),
      );
    },
    detached() {
      stops.get(this)?.();
    },
  },
});
