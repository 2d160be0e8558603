// 每页一次，浏览器记住：页面的语言、越过菜单的按钮、打印时展开折叠、Streamlit 自带的英文改成中文、“?”不占 Tab 的一站，在格里按 F1 看它。
// WORDS 由 ui/components/frame.py 填入：整句、整句的样式。Streamlit 换了说法的，只是仍旧显示英文，别的不受影响。
document.documentElement.lang = 'zh-CN';
if (!document.querySelector('.skip')) {
  const skip = document.createElement('button');
  skip.className = 'skip';
  skip.textContent = '跳到正文';
  skip.onclick = () => {
    const places = ['.stMainBlockContainer h1', '.st-key-top', '.stMainBlockContainer'];
    const main = places.map((place) => document.querySelector(place)).find(Boolean);
    if (main) { main.tabIndex = -1; main.focus(); }
  };
  document.body.prepend(skip);

  const folded = new Set();
  addEventListener('beforeprint', () => document.querySelectorAll('.stMainBlockContainer details:not([open])').forEach((one) => {
    folded.add(one); one.open = true;
  }));
  addEventListener('afterprint', () => { folded.forEach((one) => { one.open = false; }); folded.clear(); });

  const HELP = '[data-testid="stTooltipHoverTarget"] button';
  addEventListener('keydown', (event) => {
    const help = event.key === 'F1' && event.target.closest('[data-testid="stElementContainer"]')?.querySelector(HELP);
    if (help) { event.preventDefault(); help.focus(); } // 再按 Tab 回到这一格
  });

  const words = WORDS;
  const said = new Map(words.whole), shapes = words.shaped.map(([shape, chinese]) => [new RegExp(`^${shape}$`, 's'), chinese]);
  const NAMES = ['aria-label', 'placeholder', 'title'];
  const chinese = (english) => {
    const plain = english.trim();
    if (!/[A-Za-z]/.test(plain)) return english;
    if (said.has(plain)) return said.get(plain);
    const shape = shapes.find(([one]) => one.test(plain));
    return shape ? plain.replace(shape[0], shape[1]) : english;
  };
  const named = (one) => {
    for (const name of NAMES) {
      const value = one.getAttribute(name), told = value && chinese(value);
      if (told && told !== value) one.setAttribute(name, told);
    }
    if (one.tabIndex === 0 && one.matches(HELP)) one.tabIndex = -1;
  };
  const written = (text) => {
    const told = chinese(text.nodeValue);
    if (told !== text.nodeValue && !text.parentElement?.closest('[data-testid="stHtml"]')) text.nodeValue = told;
  };
  const look = (root) => {
    if (root.nodeType === Node.TEXT_NODE) { written(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest('script, style, svg')) return;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let one = root; one; one = walk.nextNode()) {
      if (one.nodeType === Node.TEXT_NODE) written(one); else named(one);
    }
  };
  look(document.body);
  new MutationObserver((seen) => seen.forEach((one) => {
    if (one.type === 'childList') one.addedNodes.forEach(look);
    else if (one.type === 'attributes') named(one.target);
    else written(one.target);
  })).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...NAMES, 'tabindex']});
}
