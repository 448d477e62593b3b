namespace Strangler.Parity;

/// <summary>
/// Matches the paths of differences. <c>*</c> stands for one step, <c>**</c> for any number of them, none too. What
/// concerns the whole answer, as <c>(status)</c> or <c>(fault)</c>, must be named: no wildcard hides it by accident.
/// </summary>
public static class PathPattern
{
    /// <summary>Steps of a pattern.</summary>
    public const int StepLimit = 32;

    public static bool Matches(string pattern, string path)
    {
        string[] wanted = pattern.Split('/');
        string[] steps = [.. Split(path).Select(WithoutPosition)];
        return wanted.Length <= StepLimit
            && (!IsOfTheWhole(steps[0]) || wanted[0] == steps[0])
            && Matches(wanted, steps);
    }

    /// <summary>A difference's path without list positions, as a rule names it.</summary>
    public static string Unplaced(string path) => string.Join('/', Split(path).Select(WithoutPosition));

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static string? Problem(string pattern)
    {
        string[] steps = pattern.Split('/');
        return steps.Length > StepLimit ? $"A path has at most {StepLimit} steps."
            : steps.Any(step => step.Length == 0) ? "A path has no empty step: return/deuda, not /return or return/."
            : steps.Any(step => step.Contains('*', StringComparison.Ordinal) && step is not ("*" or "**"))
                ? "* stands for a whole step, ** for any number of steps."
            : steps.Any(step => WithoutPosition(step) != step) ? "A rule's path has no list positions."
            : null;
    }

    /// <summary>In turn for every step of the pattern: which beginnings of the path it can have reached.</summary>
    private static bool Matches(string[] wanted, string[] steps)
    {
        bool[] reached = new bool[steps.Length + 1];
        reached[0] = true;
        foreach (string step in wanted)
        {
            bool[] next = new bool[steps.Length + 1];
            for (int at = 0; at <= steps.Length; at++)
            {
                next[at] = step == "**"
                    ? reached[at] || (at > 0 && next[at - 1])
                    : at > 0 && reached[at - 1] && (step == "*" || step == steps[at - 1]);
            }

            reached = next;
        }

        return reached[^1];
    }

    private static bool IsOfTheWhole(string step) => step.StartsWith('(');

    /// <summary>At slashes, but for those within the braces of a namespace.</summary>
    private static IEnumerable<string> Split(string path)
    {
        int start = 0;
        bool inName = false;
        for (int at = 0; at < path.Length; at++)
        {
            inName = path[at] == '{' || (inName && path[at] != '}');
            if (path[at] == '/' && !inName)
            {
                yield return path[start..at];
                start = at + 1;
            }
        }

        yield return path[start..];
    }

    private static string WithoutPosition(string step) =>
        step.EndsWith(']') && step.IndexOf('[', StringComparison.Ordinal) is var open and > 0 ? step[..open] : step;
}
