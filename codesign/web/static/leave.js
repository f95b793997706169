// Clears what the room kept in this browser: drafts, and words that wait to be sent. The server's
// own header does the same, but only where the page came by https.

for (const storage of [localStorage, sessionStorage]) storage.clear()
indexedDB.deleteDatabase('codesign')
