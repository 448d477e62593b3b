using System.Text.Json;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>Keeping whole records among the changes, which hold texts.</summary>
internal static class KeptRecords
{
    public static T? FindRecord<T>(this Changes changes, string kind, object key) where T : class =>
        changes.Find(kind, key) is { } text ? JsonSerializer.Deserialize<T>(text) : null;

    public static void SetRecord<T>(this Changes changes, string kind, object key, T record) where T : class =>
        changes.Set(kind, key, JsonSerializer.Serialize(record));
}
