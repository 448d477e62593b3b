using System.Runtime.InteropServices;
using System.Text;

namespace Strangler.Parity.Reading;

/// <summary>
/// An element as read: its prefix, the order of its attributes, comments and white space around its children are gone.
/// </summary>
internal sealed class Element(string name, string ns)
{
    private List<Element>? _children;
    private string _text = "";
    private StringBuilder? _more;

    /// <summary>Local name.</summary>
    public string Name => name;

    public string Namespace => ns;

    /// <summary>Its own text; where it has children, white space alone is none.</summary>
    public string Text => _text;

    public bool IsNil { get; set; }

    /// <summary>In order of namespace and name, without declarations and xsi:nil.</summary>
    public IReadOnlyList<ElementAttribute> Attributes { get; set; } = [];

    public ReadOnlySpan<Element> Children => CollectionsMarshal.AsSpan(_children);

    public void Add(Element child) => (_children ??= []).Add(child);

    /// <summary>Text may come in pieces, between comments and CDATA sections.</summary>
    public void Append(string piece)
    {
        if (_more is not null)
        {
            _more.Append(piece);
        }
        else if (_text.Length == 0)
        {
            _text = piece;
        }
        else
        {
            _more = new StringBuilder(_text).Append(piece);
        }
    }

    /// <summary>Called once, when all of it has been read.</summary>
    public void Close()
    {
        if (_more is not null)
        {
            (_text, _more) = (_more.ToString(), null);
        }

        if (_children is not null)
        {
            _text = _text.AsSpan().Trim(XmlNames.Blanks).Length == 0 ? "" : _text;
        }
    }

    public void Replace(string text) => _text = text;
}
