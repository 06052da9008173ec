# Asking a question.

ask-question = What would you like to know? Photos are welcome. As soon as we have it, you get a number and a time for our answer.
question-words-please = We have your file. Now write your question.
question-cancelled = All right, nothing was sent. If you need us, just write.
