namespace Strangler.Core.Tariffs.Files;

/// <summary>
/// A plan file as read. Its plan has stand-ins where <see cref="Errors"/> says that something is wrong.
/// </summary>
/// <param name="Plan">Null where the file holds no plan at all.</param>
public sealed record PlanFile(string Name, TariffPlan? Plan, IReadOnlyList<PlanError> Errors)
{
    /// <summary>The line of every value, by its path.</summary>
    internal IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>();

    /// <summary>Of a plan made by code or taken from the database: it has no lines.</summary>
    public static PlanFile Of(string name, TariffPlan plan) => new(name, plan, []);

    /// <summary>The line of a path, or of what holds it.</summary>
    internal int LineOf(string path)
    {
        for (string at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
        {
            if (Lines.TryGetValue(at, out int line))
            {
                return line;
            }
        }

        return Lines.Count > 0 ? 1 : 0;
    }

    /// <summary>Whether reading has complained of this value, of what holds it or of something in it.</summary>
    internal bool HasErrorAt(string path) => Errors.Any(error => IsWithin(path, error.Path));

    private static bool IsWithin(string path, string outer) =>
        path == outer || path.StartsWith(outer + ".", StringComparison.Ordinal)
        || path.StartsWith(outer + "[", StringComparison.Ordinal);
}
