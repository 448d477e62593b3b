namespace Strangler.Parity;

/// <summary>
/// What the judge needs to know of an answer's element: given by whoever knows the contract, for the judge knows
/// nothing of ours. A tree, made once per operation; recursion of types ends at a limited depth.
/// </summary>
/// <param name="Name">Local name.</param>
/// <param name="Repeats">It may occur any number of times.</param>
/// <param name="OrderIsFree">Of a repeated one: its items mean the same in any order.</param>
/// <param name="NilIsAbsence">xsi:nil, an empty element and leaving it out say the same.</param>
/// <param name="IsMoney">Its difference is counted in pesos.</param>
/// <param name="IsPersonal">Its text is masked before it is kept anywhere.</param>
public sealed record AnswerShape(
    string Name, FieldKind Kind, bool Repeats, bool OrderIsFree, bool NilIsAbsence, bool IsMoney, bool IsPersonal,
    IReadOnlyList<AnswerShape> Children)
{
    /// <summary>Of a response element: the elements that may stand in the detail of its faults.</summary>
    public IReadOnlyList<AnswerShape> FaultDetails { get; init; } = [];

    /// <summary>The child of that name; null for one that the contract does not know.</summary>
    /// <param name="near">Where to look first, and where it was: children mostly come in contract order.</param>
    internal AnswerShape? Child(string name, ref int near)
    {
        for (int tried = 0; tried < Children.Count; tried++)
        {
            int position = near + tried < Children.Count ? near + tried : near + tried - Children.Count;
            if (Children[position].Name == name)
            {
                near = position;
                return Children[position];
            }
        }

        return null;
    }

    internal AnswerShape? Child(string name)
    {
        int near = 0;
        return Child(name, ref near);
    }
}
