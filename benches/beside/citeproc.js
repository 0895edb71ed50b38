// node citeproc.js ITEMS.json STYLE.csl LOCALES_FOLDER: renders a bibliography with citeproc-js
// (npm install citeproc; NODE_PATH names where).
const fs = require('fs'), CSL = require('citeproc');
const [items, style, locales] = process.argv.slice(2);
const byId = {};
for (const item of JSON.parse(fs.readFileSync(items))) byId[item.id] = item;
const read = lang => {
  try { return fs.readFileSync(`${locales}/locales-${lang}.xml`, 'utf8') } catch { return false }
};
const engine = new CSL.Engine({ retrieveItem: id => byId[id], retrieveLocale: read }, fs.readFileSync(style, 'utf8'));
engine.setOutputFormat('text');
engine.updateItems(Object.keys(byId));
console.log(engine.makeBibliography()[1].join(''));
