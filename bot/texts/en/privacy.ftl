# Privacy, and deleting one's data.

privacy-policy =
    We keep what you write, your files, your name and your account, only to handle your tickets. Those who handle them can see it; other customers cannot.
    We keep them until you ask us to delete them. The record of repairs then stays, without personal data.
    You can have your data deleted at any time.
choice-forget = Delete my data
ask-forget = Delete your data? Messages, files, name and contact go and can't be restored. The record of repairs stays, without personal data.
choice-forget-yes = Yes, delete it
choice-forget-no = Keep it
privacy-forgotten = All right. If you have no open tickets we delete your data now; otherwise as soon as they close.
privacy-kept = All right, nothing was deleted.
