using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>An element whose rules need no more than its attributes.</summary>
internal sealed record PlaceFacts(Element Element) : IFacts
{
    public string this[string name] => Element[name] ?? "";

    public bool Has(string name) => Element.Has(name);

    public static List<PlaceFacts> All(Element? parent, string name)
    {
        List<PlaceFacts> places = [];
        for (Element? child = parent?.Child(name); child is not null; child = child.Twin())
        {
            places.Add(new PlaceFacts(child));
        }

        return places;
    }
}
