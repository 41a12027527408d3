package io.entrepot.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A process's connections, at each use of which it may end: before a transaction, before its commit, and right after. */
final class MortalConnections extends DelegatingDataSource {

    private final Runnable risk;
    private final ThreadLocal<Integer> open = ThreadLocal.withInitial(() -> 0);

    MortalConnections(DataSource connections, Runnable risk) {
        super(connections);
        this.risk = risk;
    }

    /** Whether this thread is in the middle of a transaction. */
    boolean areOpen() {
        return open.get() > 0;
    }

    @Override
    public Connection getConnection() throws SQLException {
        risk.run();
        Connection connection = super.getConnection();
        open.set(open.get() + 1);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean commits = method.getName().equals("commit");
                    if (commits) {
                        risk.run();
                    }
                    if (method.getName().equals("close")) {
                        open.set(open.get() - 1);
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (commits) {
                            risk.run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
