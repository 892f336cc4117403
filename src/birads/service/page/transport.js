// Reach the service that gave this page, at the host and below the path where it stands.

const HOME = new URL("..", import.meta.url);

export const reach = (path, options) => fetch(new URL(path, HOME), options);

export const loads = false; // the service is there already
