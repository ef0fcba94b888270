// Opens each file in Chromium, in light and dark, wide and narrow, and prints as JSON: violations of WCAG 2.1 A and AA,
// what a reader sees, how wide the page is against the window, and every request but the file itself. Prints it to FILE.pdf.
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const answers = [];
for (const file of process.argv.slice(2)) {
  for (const [colorScheme, width] of [["light", 1100], ["dark", 1100], ["light", 390]]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const requests = [];
    page.on("request", request => requests.push(request.url()));
    await page.goto(`file://${file}`);
    const text = await page.evaluate(() => document.body.innerText);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    // Elements of a picture that swallowed their neighbours, and labels that nobody sees.
    const broken = await page.evaluate(() => document.querySelectorAll("svg rect *, svg line *, svg polyline *").length
      + [...document.querySelectorAll("svg text")].filter(text => text.getBoundingClientRect().width === 0).length);
    const labels = await page.evaluate(() => document.querySelectorAll("svg text").length);
    await page.addScriptTag({ path: axe });
    const result = await page.evaluate(() => globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    }));
    answers.push({
      file, colorScheme, width, wide, text, broken, labels,
      requests: requests.filter(url => !url.startsWith("file:") && !url.startsWith("data:")),
      passes: result.passes.length,
      violations: result.violations.map(found => `${found.id}: ${found.nodes.map(node => node.target.join(" ")).join(", ")}`),
    });
    // The same on paper, beside it, once.
    if (colorScheme === "light" && width > 1000) {
      await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true });
    }
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(answers));
