using Microsoft.AspNetCore.Authorization;

namespace Strangler.Gateway.Access;

/// <summary>Of an endpoint that declares neither a scope nor that it is public: nobody meets it.</summary>
internal sealed record NothingDeclared : IAuthorizationRequirement;
