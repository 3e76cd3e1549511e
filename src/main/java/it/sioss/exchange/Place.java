package it.sioss.exchange;

/** Where something stands in a spreadsheet: the worksheet (or the file) and the cell as the clerk sees it, F12. */
record Place(String worksheet, String cell) {

    static Place at(String worksheet, int row, int column) {
        return new Place(worksheet, columnName(column) + (row + 1));
    }

    static String columnName(int column) {
        StringBuilder name = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            name.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return name.toString();
    }
}
