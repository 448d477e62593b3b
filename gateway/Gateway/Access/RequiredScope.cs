using Microsoft.AspNetCore.Authorization;

namespace Strangler.Gateway.Access;

/// <summary>What a caller must be allowed to: metadata of an endpoint, and its policy's requirement.</summary>
internal sealed record RequiredScope(string Name) : IAuthorizationRequirement;
