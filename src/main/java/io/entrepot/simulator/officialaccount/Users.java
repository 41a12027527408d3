package io.entrepot.simulator.officialaccount;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The account's users: who follows it, and who takes which messages. */
final class Users {

    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> unionIds = new HashMap<>();
    private final Set<String> following = new HashSet<>();
    private final Set<String> refusing = new HashSet<>();
    private final Map<String, Integer> agreed = new HashMap<>();

    synchronized void follows(String openId) {
        known.add(openId);
        following.add(openId);
    }

    /** Follows, and is known by a name that all accounts of the same open platform account share. */
    synchronized void follows(String openId, String unionId) {
        follows(openId);
        unionIds.put(openId, unionId);
    }

    synchronized boolean isFollowing(String openId) {
        checkKnown(openId);
        return following.contains(openId);
    }

    /** Empty where the account belongs to no open platform account. */
    synchronized String unionIdOf(String openId) {
        return unionIds.getOrDefault(openId, "");
    }

    synchronized int followers() {
        return following.size();
    }

    /** In the order in which the account came to know them. */
    synchronized List<String> followersAfter(String after, int most) {
        if (!after.isEmpty() && !following.contains(after)) {
            throw new AccountError(40003, "invalid openid");
        }
        List<String> order = known.stream().filter(following::contains).toList();
        return order.stream()
                .skip(after.isEmpty() ? 0 : order.indexOf(after) + 1L)
                .limit(most)
                .toList();
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
