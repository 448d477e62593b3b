using System.Globalization;
using System.Xml.Linq;

namespace Strangler.AquaCis.StandIn.Alterations;

/// <summary>Finds one element of an answer and alters it.</summary>
internal static class AlteredElement
{
    private static readonly XNamespace SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>
    /// By local names and, in brackets, places from 1 among those of the same name; null where it is not.
    /// </summary>
    public static XElement? Find(XElement answer, string path)
    {
        XElement? found = answer;
        foreach (string step in path.Split('/'))
        {
            string[] parts = step.Split('[', ']');
            int place = parts.Length > 1
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int said) ? said : 1;
            found = found?.Elements().Where(element => element.Name.LocalName == parts[0])
                .ElementAtOrDefault(place - 1);
        }

        return found;
    }

    public static void Apply(Alteration alteration, XElement element, XElement answer)
    {
        switch (alteration.Kind)
        {
            case AlterationKind.Value:
                element.Value = alteration.Text;
                break;
            case AlterationKind.Drop:
                element.Remove();
                break;
            case AlterationKind.Swap when Find(answer, alteration.With) is { } other && other.Parent == element.Parent:
                Swap(element, other);
                break;
            case AlterationKind.Add:
                element.Add(new XElement(alteration.Name, alteration.Text));
                break;
            case AlterationKind.Nil:
                element.RemoveNodes();
                element.SetAttributeValue(SchemaInstance + "nil", "true");
                break;
            case AlterationKind.Empty:
                element.RemoveAll();
                break;
        }
    }

    private static void Swap(XElement left, XElement right)
    {
        XElement place = new("place");
        left.ReplaceWith(place);
        right.ReplaceWith(left);
        place.ReplaceWith(right);
    }
}
