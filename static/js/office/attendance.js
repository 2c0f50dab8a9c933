// One key for each mark of the attendance.
