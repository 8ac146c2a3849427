<%@ page session="false" contentType="application/json; charset=UTF-8" trimDirectiveWhitespaces="true" %><%--
  What Tomcat understood of a request, as JSON, on every path. Behaves as Jira does where a gate in front can be
  misled: a form with os_username and os_password logs in on any path, /s/<anything>/_/X is forwarded to X, and no
  header says whose reply it is. Everybody's password is their name followed by "-password".
--%><%!
  static String quoted(String text) {
    if (text == null) return "null";
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < ' ' || c > '~' || c == '"' || c == '\\') json.append(String.format("\\u%04x", (int) c));
      else json.append(c);
    }
    return json.append('"').toString();
  }

  static String field(String name, String value) {
    return quoted(name) + ":" + quoted(value);
  }

  static final java.util.regex.Pattern PREFIXED = java.util.regex.Pattern.compile("/s/.*/_(/.*)", java.util.regex.Pattern.DOTALL);
  static final java.util.Set<String> LOGINS = java.util.Set.of("/login.jsp", "/rest/gadget/1.0/login",
    "/rest/auth/1/session", "/rest/auth/latest/session", "/servicedesk/customer/user/login");
  static final java.util.concurrent.atomic.AtomicInteger AS_ALICE = new java.util.concurrent.atomic.AtomicInteger();
%><%
  String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
  java.util.regex.Matcher prefixed = PREFIXED.matcher(path);
  if (request.getAttribute("forwarded") == null && prefixed.matches()) {
    request.setAttribute("forwarded", Boolean.TRUE);
    RequestDispatcher inner = request.getRequestDispatcher(prefixed.group(1));
    if (inner == null) response.sendError(404);
    else inner.forward(request, response);
    return;
  }
  String name = request.getParameter("os_username");
  String password = request.getParameter("os_password");
  HttpSession session = request.getSession(false);
  if (name != null && (name + "-password").equals(password)) {
    if (session != null) session.invalidate();
    session = request.getSession(true);
    session.setAttribute("user", name);
  }
  String user = session == null ? null : (String) session.getAttribute("user");
  if (path.equals("/test/as-alice")) {
    out.print("{" + field("count", String.valueOf(AS_ALICE.get())) + "}");
    return;
  }
  if (path.equals("/rest/api/2/myself")) {
    if (user == null) response.setStatus(401);
    else out.print("{" + field("key", "KEY-" + user) + "," + field("name", user) + "}");
    return;
  }
  if (LOGINS.contains(path) && request.getMethod().equals("POST")) {
    out.print("{" + field("path", path) + "}");
    return;
  }
  if ("alice".equals(user)) AS_ALICE.incrementAndGet();
  out.print("{" + String.join(",",
    field("method", request.getMethod()),
    field("path", path),
    field("uri", request.getRequestURI()),
    field("query", request.getQueryString()),
    field("user", user),
    field("password", password),
    field("signature", request.getParameter("oauth_signature")),
    field("sessionId", request.getRequestedSessionId()),
    field("sessionIdFrom", request.isRequestedSessionIdFromURL() ? "url" : request.isRequestedSessionIdFromCookie() ? "cookie" : null)
  ) + "}");
%>
