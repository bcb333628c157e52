// The gateway that knows one answer: whatever is asked, the same document. What remains is the SDK and the loopback.
const http = require('node:http');

const answer = JSON.stringify({ requestId: 'constant', data: { list: [process.env.ANSWER] } });
const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(answer) });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
