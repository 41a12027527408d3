package io.entrepot.store.stock;

import static io.entrepot.database.schema.Tables.LOCATION;

import io.entrepot.database.Database;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** Where stock is held. */
public final class Locations {

    private static final ErrorCode UNKNOWN = new ErrorCode("ENT-2103");

    private final Database database;

    /** On that database. */
    public Locations(Database database) {
        this.database = database;
    }

    /** Declares a location, or changes the name and owner of the one of that code. */
    public void put(String code, String name, boolean externalOwner) {
        database.transact(tx -> {
            int known = tx.update(LOCATION)
                    .set(LOCATION.NAME, name)
                    .set(LOCATION.EXTERNAL_OWNER, externalOwner)
                    .where(LOCATION.CODE.eq(code))
                    .execute();
            if (known == 0) {
                tx.insertInto(LOCATION)
                        .set(LOCATION.CODE, code)
                        .set(LOCATION.NAME, name)
                        .set(LOCATION.EXTERNAL_OWNER, externalOwner)
                        .execute();
            }
        });
    }

    /** Ids by code. */
    public Map<String, Long> ids() {
        return database.queries().selectFrom(LOCATION).fetchMap(LOCATION.CODE, LOCATION.ID);
    }

    /**
     * The ids of these codes, in order.
     *
     * @throws Refusal ENT-2103 when one is not declared
     */
    public List<Long> ids(List<String> codes) {
        Map<String, Long> known = ids();
        return codes.stream().map(code -> id(known, code)).toList();
    }

    /** Whether another system counts that location, so that our shipments do not lower it. */
    public static boolean countedElsewhere(DSLContext tx, long location) {
        return Boolean.TRUE.equals(tx.select(LOCATION.EXTERNAL_OWNER)
                .from(LOCATION)
                .where(LOCATION.ID.eq(location))
                .fetchOne(LOCATION.EXTERNAL_OWNER));
    }

    static long id(Map<String, Long> known, String code) {
        Long id = known.get(code);
        if (id == null) {
            throw new Refusal(
                    UNKNOWN,
                    "location",
                    "no location '" + code + "'",
                    "Use one of " + known.keySet() + ", or declare it.");
        }
        return id;
    }
}
