// What all parts of the workspace share: keyboard, focus after a swap, telling what was saved.
