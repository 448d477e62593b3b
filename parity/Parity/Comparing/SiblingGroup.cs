using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>The children of one name, in both answers.</summary>
internal sealed class SiblingGroup(string name, AnswerShape? shape)
{
    public string Name => name;

    /// <summary>Null for a name that the contract does not know.</summary>
    public AnswerShape? Shape => shape;

    public List<Element> Primary { get; } = [];

    public List<Element> Candidate { get; } = [];

    public bool IsList => shape is { Repeats: true } || Primary.Count > 1 || Candidate.Count > 1;

    public bool OrderIsFree => shape is { Repeats: true, OrderIsFree: true };

    /// <summary>In order of first appearance; what says no more than its absence is left out.</summary>
    public static IReadOnlyList<SiblingGroup> Of(Element primary, Element candidate, AnswerShape? shape)
    {
        Dictionary<string, SiblingGroup> byName = new(StringComparer.Ordinal);
        List<SiblingGroup> groups = [];
        int near = 0;
        foreach (Element child in primary.Children)
        {
            Find(child)?.Primary.Add(child);
        }

        near = 0;
        foreach (Element child in candidate.Children)
        {
            Find(child)?.Candidate.Add(child);
        }

        return groups;

        SiblingGroup? Find(Element child)
        {
            AnswerShape? known = shape?.Child(child.Name, ref near);
            if (CanonicalText.IsAbsence(child, known))
            {
                return null;
            }

            if (!byName.TryGetValue(child.Name, out SiblingGroup? group))
            {
                byName.Add(child.Name, group = new SiblingGroup(child.Name, known));
                groups.Add(group);
            }

            return group;
        }
    }
}
