/** What the pages do in a browser beyond plain links and forms. Each works on an element that names its resource. */
export const BROWSER_SCRIPT = `'use strict';
for (const element of document.querySelectorAll('[data-issue-count]')) {
  fetch(element.dataset.issueCount, { headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((result) => { element.textContent = result.total + ' issues in the project Demonstration'; })
    .catch((reason) => { element.textContent = 'Could not be counted (' + reason + ')'; });
}
for (const form of document.querySelectorAll('[data-upload]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    fetch(form.dataset.upload, { method: 'POST', body: new FormData(form), headers: { 'X-Atlassian-Token': 'no-check' } })
      .then((answer) => { if (answer.ok) location.reload(); else alert('The upload failed: ' + answer.status); });
  });
}
`;
