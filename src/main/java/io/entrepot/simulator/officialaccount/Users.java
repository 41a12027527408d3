package io.entrepot.simulator.officialaccount;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The account's users: who follows it, and who takes which messages. */
final class Users {

    private final Set<String> known = new HashSet<>();
    private final Set<String> following = new HashSet<>();
    private final Set<String> refusing = new HashSet<>();
    private final Map<String, Integer> agreed = new HashMap<>();

    synchronized void follows(String openId) {
        known.add(openId);
        following.add(openId);
    }

    synchronized void unfollows(String openId) {
        following.remove(openId);
    }

    synchronized void refuses(String openId, boolean refuses) {
        if (refuses) {
            refusing.add(openId);
        } else {
            refusing.remove(openId);
        }
    }

    /** Agrees to that many more notices. */
    synchronized void agrees(String openId, int times) {
        known.add(openId);
        agreed.merge(openId, times, Integer::sum);
    }

    synchronized void checkFollows(String openId) {
        checkKnown(openId);
        if (!following.contains(openId)) {
            throw new AccountError(43004, "require subscribe");
        }
        checkTakes(openId);
    }

    /** Uses up one agreement. */
    synchronized void useAgreement(String openId) {
        checkKnown(openId);
        checkTakes(openId);
        if (agreed.getOrDefault(openId, 0) == 0) {
            throw new AccountError(43101, "user refuse to accept the msg");
        }
        agreed.merge(openId, -1, Integer::sum);
    }

    private void checkKnown(String openId) {
        if (!known.contains(openId)) {
            throw new AccountError(40003, "invalid openid");
        }
    }

    private void checkTakes(String openId) {
        if (refusing.contains(openId)) {
            throw new AccountError(43101, "user refuse to accept the msg");
        }
    }
}
