package dev.spoor.price;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Public prices of many providers, and who is meant by the words of a call. */
final class PriceTable {
  /**
   * A provider.
   *
   * @param id its id
   * @param makes which names its own models have; null when it serves those of others only
   * @param fallbacks ids of the providers whose prices it takes over for what it does not list
   */
  record Provider(String id, @Nullable Match makes, List<String> fallbacks, List<PriceRow> rows) {
    Provider {
      fallbacks = List.copyOf(fallbacks);
      rows = List.copyOf(rows);
    }
  }

  /** What the table knows of a call. */
  sealed interface Answer {}

  /**
   * The row of the call's model.
   *
   * @param name the spelling that matched
   * @param rule the rule that matched, in words
   * @param providerFrom how the provider was found: {@code sent}, {@code name} or {@code maker},
   *     and {@code fallback of} another
   */
  record Found(PriceRow row, String name, String rule, String providerFrom) implements Answer {}

  /**
   * No row may be used.
   *
   * @param nearest the id of a row that matched only a part of the name; null when none did
   */
  record Missing(String why, @Nullable String nearest) implements Answer {}

  private final String source;
  private final LocalDate date;
  private final Map<String, Provider> providers;
  private final ProviderNames names;

  /**
   * A table.
   *
   * @param source what it is called
   * @param date when it was published
   * @param names what senders call its providers
   */
  PriceTable(String source, LocalDate date, List<Provider> providers, ProviderNames names) {
    this.source = source;
    this.date = date;
    this.providers = new LinkedHashMap<>();
    providers.forEach(provider -> this.providers.put(provider.id(), provider));
    this.names = names;
  }

  /** What it is called, for the reader of a cost's detail. */
  String source() {
    return source;
  }

  /** When it was published. */
  LocalDate date() {
    return date;
  }

  /** Every row, by provider. */
  List<PriceRow> rows() {
    return providers.values().stream().flatMap(provider -> provider.rows().stream()).toList();
  }

  /**
   * Finds the row of a call. The provider that was sent comes first, and alone; only when it is one
   * whose protocol others speak, the provider in the model's name is taken before it, and the
   * model's maker after it. Without a provider it is the one in the name, else the maker. A model
   * that only hosts sell has no price without a provider, since hosts differ.
   */
  Answer find(@Nullable String providerSent, String modelSent) {
    ModelName name = ModelName.of(modelSent, names::exact);
    Map<String, String> asked = new LinkedHashMap<>();
    String said = ProviderNames.said(providerSent);
    if (said != null) {
      String provider = names.find(said);
      if (provider == null) {
        return new Missing("the provider is not in the price table", null);
      }
      askSent(provider, name, asked);
    } else if (name.host() != null) {
      asked.put(name.host(), "name");
    } else {
      askMakers(name, asked);
    }
    return find(name, asked);
  }

  private void askSent(String provider, ModelName name, Map<String, String> asked) {
    if (ProviderNames.isProtocol(provider) && name.host() != null) {
      asked.put(name.host(), "name");
    }
    asked.putIfAbsent(provider, "sent");
    if (ProviderNames.isProtocol(provider)) {
      askMakers(name, asked);
    }
  }

  private void askMakers(ModelName name, Map<String, String> asked) {
    for (Provider provider : providers.values()) {
      Match makes = provider.makes();
      if (makes != null
          && name.spellings().stream().anyMatch(spelling -> makes.find(spelling) != null)) {
        asked.putIfAbsent(provider.id(), "maker");
      }
    }
  }

  private Answer find(ModelName name, Map<String, String> asked) {
    Set<String> nearest = new LinkedHashSet<>();
    for (Map.Entry<String, String> entry : asked.entrySet()) {
      for (Provider provider : withFallbacks(entry.getKey())) {
        boolean own = provider.id().equals(entry.getKey());
        String from = own ? entry.getValue() : "fallback of " + entry.getKey();
        for (String spelling : name.spellings()) {
          Found found = find(provider, spelling, from, nearest);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return new Missing(
        asked.isEmpty()
            ? "no provider was sent, and the model's name tells of no maker in the price table"
            : "the model is not in the price table",
        nearest.stream().findFirst().orElse(null));
  }

  private List<Provider> withFallbacks(String id) {
    List<Provider> all = new ArrayList<>();
    Provider provider = providers.get(id);
    if (provider != null) {
      all.add(provider);
      for (String fallback : provider.fallbacks()) {
        Provider other = providers.get(fallback);
        if (other != null) {
          all.add(other);
        }
      }
    }
    return all;
  }

  /** The row whose rule speaks about most of the name, the first of equals. */
  private static @Nullable Found find(
      Provider provider, String spelling, String from, Set<String> nearest) {
    Found best = null;
    int most = -1;
    for (PriceRow row : provider.rows()) {
      Match.Hit hit = row.match().find(spelling);
      if (hit != null && !Coverage.whole(spelling, hit, row.id())) {
        nearest.add(row.id());
      } else if (hit != null && hit.length() > most) {
        best = new Found(row, spelling, hit.rule(), from);
        most = hit.length();
      }
    }
    return best;
  }
}
