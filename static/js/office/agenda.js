// Moving items by drag; the buttons do without this.
