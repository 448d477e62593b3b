namespace Strangler.AquaCis.Contracts;

/// <summary>The names a published WSDL carries, which no rule gives.</summary>
/// <param name="Service">Path segment.</param>
/// <param name="Definitions">Name of the definitions element, where it has one.</param>
/// <param name="AddressingOptional">The binding says that WS-Addressing may be used.</param>
/// <param name="StyleOnBindingOnly">Operations leave out the style that their binding gives.</param>
public sealed record WsdlNames(
    string Service, string? Definitions, string PortType, string Binding, string WsdlService, string Port,
    bool AddressingOptional, bool StyleOnBindingOnly);
