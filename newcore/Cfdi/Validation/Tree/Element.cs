using System.Globalization;

namespace Strangler.Cfdi.Validation.Tree;

/// <summary>An element of a document, its attributes and what is in it, as it was read.</summary>
internal sealed class Element(string name, Vocabulary space, Element? parent, ElementAttribute[] attributes)
{
    private Element? _last;

    public string Name { get; } = name;

    public Vocabulary Space { get; } = space;

    public Element? Parent { get; } = parent;

    public Element? First { get; private set; }

    public Element? Next { get; private set; }

    /// <summary>It holds letters of its own, which no element of a fiscal document does.</summary>
    public bool HasText { get; set; }

    public ReadOnlySpan<ElementAttribute> Attributes => attributes;

    /// <summary>Local names from the root; a number where there are several of the name.</summary>
    public string Path => $"{Parent?.Path}/{Name}{Position()}";

    /// <summary>The value of an attribute without a prefix, null where there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (ref readonly ElementAttribute attribute in attributes.AsSpan())
            {
                if (attribute.Name == name && !attribute.Qualified)
                {
                    return attribute.Value;
                }
            }

            return null;
        }
    }

    public bool Has(string name) => this[name] is not null;

    public void Append(Element child)
    {
        if (_last is null)
        {
            First = child;
        }
        else
        {
            _last.Next = child;
        }

        _last = child;
    }

    /// <summary>The first child of a name in the same namespace, null where there is none.</summary>
    public Element? Child(string name)
    {
        for (Element? child = First; child is not null; child = child.Next)
        {
            if (child.Space == Space && child.Name == name)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The next sibling of the same name and namespace.</summary>
    public Element? Twin()
    {
        for (Element? other = Next; other is not null; other = other.Next)
        {
            if (other.Space == Space && other.Name == Name)
            {
                return other;
            }
        }

        return null;
    }

    private string Position()
    {
        int position = 1;
        int count = 0;
        for (Element? other = Parent?.First; other is not null; other = other.Next)
        {
            if (other.Name == Name)
            {
                count++;
                position = other == this ? count : position;
            }
        }

        return count < 2 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{position}]");
    }
}
