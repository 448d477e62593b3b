using System.Numerics;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Structure;

/// <summary>Holds a tree against its shape: attributes, their values, elements, their order and number.</summary>
internal static class StructureCheck
{
    public static void Check(Element element, ElementShape shape, Findings findings)
    {
        CheckAttributes(element, shape, findings);
        if (shape.Open)
        {
            return;
        }

        if (element.HasText)
        {
            Refuse(element, "", "El elemento no admite texto.", findings);
        }

        CheckChildren(element, shape, findings);
    }

    private static void CheckAttributes(Element element, ElementShape shape, Findings findings)
    {
        ulong seen = 0;
        foreach (ref readonly ElementAttribute attribute in element.Attributes)
        {
            int index = IndexOf(shape.Attributes, attribute);
            if (index >= 0)
            {
                seen |= 1UL << index;
                AttributeShape expected = shape.Attributes[index];
                if (!expected.Kind.Accepts(expected.Kind.Literal ? attribute.Raw : attribute.Value))
                {
                    findings.Add(
                        expected.Code, element, attribute.Name, $"{attribute.Name} debe {expected.Kind.Asks}.");
                }
            }
            else if (!IsSchemaInstance(attribute))
            {
                Refuse(element, attribute.Name, $"El atributo {Short(attribute.Name)} no existe aquí.", findings);
            }
        }

        if (BitOperations.PopCount(seen) < shape.Attributes.Length)
        {
            NameMissing(element, shape, seen, findings);
        }
    }

    private static void NameMissing(Element element, ElementShape shape, ulong seen, Findings findings)
    {
        for (int index = 0; index < shape.Attributes.Length; index++)
        {
            if (shape.Attributes[index].Required && (seen & 1UL << index) == 0)
            {
                string name = shape.Attributes[index].Name;
                Refuse(element, name, $"Falta el atributo {name}.", findings);
            }
        }
    }

    private static void CheckChildren(Element element, ElementShape shape, Findings findings)
    {
        int slot = 0;
        Span<int> counts = stackalloc int[shape.Slots.Length];
        counts.Clear();
        for (Element? child = element.First; child is not null; child = child.Next)
        {
            int index = child.Space == element.Space ? IndexOf(shape.Slots, child.Name) : -1;
            if (index < 0)
            {
                Refuse(child, "", $"El elemento {Short(child.Name)} no existe aquí.", findings);
                continue;
            }

            if (index < slot)
            {
                Refuse(child, "", $"El elemento {child.Name} está fuera de orden.", findings);
            }

            slot = Math.Max(slot, index);
            if (++counts[index] > shape.Slots[index].Most)
            {
                Refuse(child, "", $"El elemento {child.Name} se repite.", findings);
            }

            Check(child, shape.Slots[index].Shape, findings);
        }

        for (int index = 0; index < shape.Slots.Length; index++)
        {
            if (counts[index] < shape.Slots[index].Least)
            {
                Refuse(element, "", $"Falta el elemento {shape.Slots[index].Shape.Name}.", findings);
            }
        }
    }

    private static int IndexOf(AttributeShape[] shapes, in ElementAttribute attribute)
    {
        for (int index = 0; index < shapes.Length; index++)
        {
            if (shapes[index].Name == attribute.Name)
            {
                return attribute.Qualified ? -1 : index;
            }
        }

        return -1;
    }

    private static int IndexOf(ElementSlot[] slots, string name)
    {
        for (int index = 0; index < slots.Length; index++)
        {
            if (slots[index].Shape.Name == name)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>A reader drops the prefix of these alone.</summary>
    private static bool IsSchemaInstance(in ElementAttribute attribute) =>
        attribute.Qualified && !attribute.Name.Contains(':', StringComparison.Ordinal);

    private static void Refuse(Element element, string attribute, string message, Findings findings) =>
        findings.Add(TreeReader.MalformedCode, element, Short(attribute), message);

    /// <summary>Names come from outside and may be of any length.</summary>
    private static string Short(string name) => name.Length <= 60 ? name : $"{name.AsSpan(0, 60)}…";
}
