package io.entrepot.store.load;

import io.entrepot.model.ErrorCode;

/** The kinds of refusal, each with its id and what a person does about it. {@code docs/import.md} explains them. */
enum Problem {
    UNREADABLE("ENT-2000", "Check that the file is there and may be read."),
    EMPTY("ENT-2001", "Export the file again: it must have a header row."),
    UNDECODABLE("ENT-2002", "Save the file as UTF-8 (in Excel: CSV UTF-8) or GB18030 and import it again."),
    UNKNOWN_HEADER("ENT-2003", "Give the file one of the known header rows."),
    AMBIGUOUS_HEADER("ENT-2004", "Keep one of the two columns."),
    INCOMPLETE_EXPORT(
            "ENT-2005", "Import pms_product.csv and pms_sku_stock.csv (and pms_product_category.csv) together."),
    BROKEN_QUOTES("ENT-2010", "Put the whole value in quotes and double each quote inside it: \"5\"\" screen\"."),
    WRONG_WIDTH("ENT-2011", "Put values that contain the delimiter or a line break in quotes, and keep empty cells."),
    MISSING("ENT-2012", "Fill the cell."),
    TOO_LONG("ENT-2013", "Shorten the text."),
    SPREADSHEET_NUMBER("ENT-2014", "Format the column as text in the spreadsheet and enter the code again."),
    DAMAGED_TEXT("ENT-2015", "Take the value from its source again; it was lost before the import."),
    BAD_OPTIONS("ENT-2016", "Write options as name=value; name=value."),
    BAD_WEIGHT("ENT-2017", "Write the weight as digits, in grams."),
    BAD_STOCK("ENT-2020", "Write whole units as plain digits, 0 or more."),
    BAD_PRICE("ENT-2030", "Write digits and a decimal point only: 1299.00."),
    TOO_MANY_DECIMALS("ENT-2031", "Round the price to the currency's decimals."),
    UNKNOWN_CURRENCY("ENT-2032", "Use a code of ISO 4217 such as CNY, USD or EUR."),
    UNKNOWN_SKU("ENT-2040", "Import the product with this SKU first, or correct the code (case counts)."),
    UNKNOWN_LOCATION("ENT-2041", "Declare the location in config/entrepot.yaml, or correct its code."),
    CONTRADICTION("ENT-2042", "Keep the row that is right and remove the others."),
    NO_PRODUCT("ENT-2043", "Correct the rows it depends on, or export the files again.");

    private final ErrorCode code;
    private final String remedy;

    Problem(String code, String remedy) {
        this.code = new ErrorCode(code);
        this.remedy = remedy;
    }

    ErrorCode code() {
        return code;
    }

    String remedy() {
        return remedy;
    }
}
