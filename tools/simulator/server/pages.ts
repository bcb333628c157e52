// The two HTML documents: the stage, and one phone.

export function stageHtml(title: string, secret: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="stage-secret" content="${secret}">
<title>${escapeHtml(title)} · 试用台</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/font.css">
<link rel="stylesheet" href="/stage.css">
</head>
<body><script src="/stage.js"></script></body>
</html>`;
}

export function phoneHtml(width: number): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=${width}">
<title>手机</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/font.css">
<link rel="stylesheet" href="/realm.css">
</head>
<body><script src="/realm.js"></script></body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
