// What may be written to the function's log about trouble: where and what kind, never whose or what value.

/** Long digit runs (identity, phone, account numbers) and sealed values are cut out, whatever message they slipped into. */
function harmless(text: string): string {
  return text
    .replace(/\d{6,}[\dXx]*/g, '…')
    .replace(/k\d+\.[A-Za-z0-9_.-]{16,}/g, '…')
    .slice(0, 500);
}

export function troubleLine(error: unknown, requestId: string, action: unknown): string {
  const thrown =
    typeof error === 'object' && error !== null
      ? (error as { name?: unknown; message?: unknown; errMsg?: unknown; errCode?: unknown; code?: unknown; stack?: unknown })
      : { message: String(error) };
  const where =
    typeof thrown.stack === 'string'
      ? thrown.stack
          .split('\n')
          .slice(1, 5)
          .map((line) => line.trim())
      : [];
  return JSON.stringify({
    trouble: String(thrown.name ?? 'unknown'),
    what: harmless(String(thrown.message ?? thrown.errMsg ?? '')),
    code: thrown.errCode ?? thrown.code ?? null,
    action: typeof action === 'string' ? action.slice(0, 64) : null,
    requestId,
    where,
  });
}
