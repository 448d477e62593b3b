using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>
/// In which order the names that both answers have stand; a field may be misplaced without being missing.
/// </summary>
internal static class SiblingOrder
{
    /// <summary>The names in either order, as far as both have them; runs of one name are written once.</summary>
    public static (string Primary, string Candidate) Of(
        Element primary, Element candidate, IReadOnlyList<SiblingGroup> groups)
    {
        Dictionary<Element, int> counted = new(ReferenceEqualityComparer.Instance);
        foreach (SiblingGroup group in groups)
        {
            for (int at = 0; at < Math.Min(group.Primary.Count, group.Candidate.Count); at++)
            {
                counted.Add(group.Primary[at], at);
                counted.Add(group.Candidate[at], at);
            }
        }

        List<string> left = NamesIn(primary, counted);
        List<string> right = NamesIn(candidate, counted);
        return left.SequenceEqual(right) ? ("", "") : (string.Join(", ", left), string.Join(", ", right));
    }

    private static List<string> NamesIn(Element parent, Dictionary<Element, int> counted)
    {
        List<string> names = [];
        foreach (Element child in parent.Children)
        {
            if (counted.ContainsKey(child))
            {
                names.Add(child.Name);
            }
        }

        return names;
    }
}
