// Tells users of an Excel whose browser is too old for the panel so, in words. Written for those browsers.
/* global document, HTMLElement */
(function () {
  var isNew =
    'noModule' in document.createElement('script') &&
    'adoptedStyleSheets' in document &&
    'attachInternals' in HTMLElement.prototype;
  if (isNew) return;
  document.addEventListener('DOMContentLoaded', function () {
    var main = document.createElement('main');
    var heading = document.createElement('h1');
    var words = document.createElement('p');
    heading.textContent = document.title;
    words.setAttribute('role', 'alert');
    words.textContent =
      'The NISP panel needs a newer Excel: this one shows add-ins in a browser from before 2023. ' +
      'Update Office (File, Account, Update Options) or your system, or open the workbook in Excel on the web. ' +
      'The workbook itself works without the panel.';
    main.appendChild(heading);
    main.appendChild(words);
    document.body.className = 'page';
    // Without its place, the panel does not begin.
    document.body.replaceChild(main, document.getElementById('panel'));
  });
})();
