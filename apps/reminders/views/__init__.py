"""The settings page of reminders, and the pages behind the buttons of mails."""
