# What several conversations share.

choice-skip = Skip
choice-back = Back
choice-cancel = Cancel
choice-yes = Yes
choice-no = No
choice-done = Done

# How much it affects, in the customer's words
choice-down = It's down
choice-degraded = Working, but badly
choice-minor = Minor
level-critical = { level-1 }
level-major = { level-2 }
level-minor = { level-3 }
choice-accept-level = Change the level
choice-keep-level = Keep it
level-kept = All right, the level stays as it is.

not-given = not given
nothing-changed = All right, nothing was changed.
list-comma = {", "}
