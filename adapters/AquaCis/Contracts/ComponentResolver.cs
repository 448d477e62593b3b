namespace Strangler.AquaCis.Contracts;

/// <summary>
/// Turns drafts into types and elements: first all names, then what each refers to, so that cycles are fine.
/// </summary>
internal sealed class ComponentResolver(IReadOnlyList<SchemaDraft> schemas)
{
    private readonly Dictionary<(string Prefix, string Name), WireType> _types = [];
    private readonly Dictionary<(string Prefix, string Name), WireElement> _elements = [];

    public IReadOnlyList<WireSchema> Resolve()
    {
        List<(SchemaDraft Schema, ComponentDraft Draft, RecordType Record)> records = [];
        foreach ((SchemaDraft schema, ComponentDraft draft) in Drafts().Where(pair => pair.Draft.Kind != "element"))
        {
            WireType type = draft.Kind == "enum"
                ? new EnumeratedType(draft.Name, schema.Namespace, draft.Items!)
                : new RecordType(draft.Name, schema.Namespace, draft.IsAbstract);
            _types.Add((schema.Prefix, draft.Name), type);
            if (type is RecordType record)
            {
                records.Add((schema, draft, record));
            }
        }

        foreach ((SchemaDraft schema, ComponentDraft draft) in Drafts().Where(pair => pair.Draft.Kind == "element"))
        {
            WireType type = draft.Base is null
                ? new RecordType(null, schema.Namespace, isAbstract: false)
                : Type(schema.Prefix, draft.Base);
            _elements.Add(
                (schema.Prefix, draft.Name), new WireElement(draft.Name, schema.Namespace, draft.Nillable, type));
            if (draft.Base is null)
            {
                records.Add((schema, draft, (RecordType)type));
            }
        }

        records.ForEach(entry => Define(entry.Schema, entry.Draft, entry.Record));
        HashSet<RecordType> completed = [];
        records.ForEach(entry => Complete(entry.Record, completed));
        return [.. schemas.Select(Publish)];
    }

    /// <summary>By name, or by <c>prefix:name</c> where it stands in another schema.</summary>
    public WireElement Element(string prefix, string name) =>
        _elements.TryGetValue(Split(prefix, name), out WireElement? found)
            ? found
            : throw new FormatException($"There is no element {name} in schema {prefix}.");

    private WireType Type(string prefix, string name) =>
        PrimitiveType.ByName.TryGetValue(name, out PrimitiveType? primitive) ? primitive
        : _types.TryGetValue(Split(prefix, name), out WireType? found) ? found
        : throw new FormatException($"There is no type {name} in schema {prefix}.");

    private void Define(SchemaDraft schema, ComponentDraft draft, RecordType record)
    {
        RecordType? parent = draft.Kind == "type" && draft.Base is not null
            ? (RecordType)Type(schema.Prefix, draft.Base)
            : null;
        record.Define(parent, [.. draft.Items!.Select(item => Field(schema.Prefix, item))]);
    }

    private WireField Field(string prefix, string item)
    {
        string[] words = item.Split(' ');
        string occurs = words[^1].Contains("..", StringComparison.Ordinal) ? words[^1] : "1..1";
        int minOccurs = occurs[0] - '0';
        bool unbounded = occurs.EndsWith('*');
        if (words[0] == "ref")
        {
            WireElement target = Element(prefix, words[1]);
            return new WireField(target.Name, target.Type, target.Nillable, minOccurs, unbounded, target);
        }

        return new WireField(
            words[0].TrimEnd(':'), Type(prefix, words[1]), words.Contains("nil"), minOccurs, unbounded);
    }

    private static void Complete(RecordType record, HashSet<RecordType> completed)
    {
        if (completed.Add(record))
        {
            if (record.Base is not null)
            {
                Complete(record.Base, completed);
            }

            record.Complete();
        }
    }

    private WireSchema Publish(SchemaDraft schema) => new(
        schema.Prefix, schema.Namespace, schema.DeclaresForm, schema.Version, schema.Imports,
        [.. schema.Components.Where(draft => draft.Kind == "element")
            .Select(draft => Element(schema.Prefix, draft.Name))],
        [.. schema.Components.Where(draft => draft.Kind != "element")
            .Select(draft => _types[(schema.Prefix, draft.Name)])]);

    private IEnumerable<(SchemaDraft Schema, ComponentDraft Draft)> Drafts() =>
        schemas.SelectMany(schema => schema.Components.Select(draft => (schema, draft)));

    private static (string Prefix, string Name) Split(string prefix, string name) =>
        name.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
            ? (name[..colon], name[(colon + 1)..])
            : (prefix, name);
}
