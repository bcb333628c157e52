// A layout of the county imported by the product: its bytes, as the build gives them.
const { readFileSync } = require('node:fs');

module.exports = {
  process: (_text, file) => ({
    code: `exports.__esModule = true; exports.default = Buffer.from('${readFileSync(file).toString('base64')}', 'base64');`,
  }),
};
