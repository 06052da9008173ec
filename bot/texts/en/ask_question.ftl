# Asking a question.

ask-question = What would you like to know? Photos are welcome. You get a number and a time for our answer as soon as we have it.
question-words-please = The file is here; write your question as well.
question-cancelled = All right, nothing was sent. If you need us, just write.
