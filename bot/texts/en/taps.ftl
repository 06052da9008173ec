## The page of a link: what one press does, and for whom

tap-as = You do this as { $name }.
tap-once = The link works once, for a day, and only for you. Don't pass it on.
tap-look-often = The link works for a day, and only for you. Don't pass it on.
tap-done = Result
tap-used = This link has been used
tap-used-how = What it does has been done. For the ticket as it stands, write to us in your chat: /ticket { $number }
tap-expired = This link is too old
tap-expired-how = Links work for a day. For the ticket as it stands, write to us in your chat: /ticket { $number }
tap-left = This link isn't yours any more
tap-left-how = It was made for one of our staff who can't use it now. Ask the administrator if that is a mistake.
tap-foreign = We don't know this link
tap-foreign-how = Perhaps a part of it is missing: open it from the message itself.
btn-look = Read it
